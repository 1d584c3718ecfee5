"""The course's files on disk: kinds of assignment that trainers write, one YAML file each."""
