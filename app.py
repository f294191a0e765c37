from publicity import create_app

app = create_app()
