"""How the model is trained, measured and replaced; needs scikit-learn, which answering messages does not."""
