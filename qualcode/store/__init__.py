"""The project file: tables, migrations, one repository per aggregate; no query anywhere else."""
