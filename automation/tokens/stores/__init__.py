"""Where grants are kept: an encrypted file, the system's keyring, or Google Secret Manager."""
