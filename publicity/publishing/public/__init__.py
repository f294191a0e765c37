"""Readers' requests answered from the folder of plain files. Nothing here touches the database."""
