"""Set-up in the browser: /setup leads a new operator to the first card, with the doctor's checks."""
