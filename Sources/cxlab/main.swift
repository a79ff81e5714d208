print("cxlab")
