"""留意于服务群众: voices, who waits for an answer, what we told them."""
