"""Files in pieces: begun, continued after a cut, completed; spoken in JSON by the upload page's script."""
