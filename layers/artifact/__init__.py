"""The waist: a layer built once in one language, which every renderer reads."""
