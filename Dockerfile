FROM python:3.13-slim

ENV PYTHONUNBUFFERED=1 PYTHONDONTWRITEBYTECODE=1 PIP_NO_CACHE_DIR=1 HOST=0.0.0.0 DATABASE_URL=/data/baton.db

WORKDIR /baton
COPY requirements.lock .
RUN pip install --disable-pip-version-check --require-hashes -r requirements.lock
COPY bot bot
COPY handlers handlers
COPY routing_rules.yaml .

# The SQLite file lives in /data, unless DATABASE_URL names a Postgres.
RUN useradd --system baton && install -d -o baton /data
USER baton
VOLUME /data
EXPOSE 3000
HEALTHCHECK --interval=30s --timeout=3s --start-period=20s \
  CMD ["python", "-c", "import os, urllib.request as r; r.urlopen(f\"http://127.0.0.1:{os.environ.get('PORT', '3000')}/healthz\", timeout=2)"]

# The exec form: SIGTERM reaches Baton itself, which then stops within 25 seconds.
CMD ["python", "-m", "bot", "run"]
