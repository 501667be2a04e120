"""The one step of a build that pyproject.toml cannot express: the sample rules live outside the packages."""

from pathlib import Path

from setuptools import setup
from setuptools.command.build_py import build_py


class BuildWithRules(build_py):
    """Add the sample rules to the package `bot`, so that an installed `baton demo` finds them."""

    def run(self) -> None:
        super().run()
        if not self.editable_mode:
            self.copy_file("routing_rules.yaml", str(Path(self.build_lib, "bot", "routing_rules.yaml")))


setup(cmdclass={"build_py": BuildWithRules})
