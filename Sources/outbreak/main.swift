print("outbreak")
