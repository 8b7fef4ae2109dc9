"""Optional: meaning from a language model in a local folder. Off unless a folder is named; nothing is fetched.

    embedder = load_embedder(Path("/srv/models/bge-small-zh"))
    embedder.embed(["白石村自来水发黄"])  # shape (1, dimensions), rows of length 1

Reads the layout of sentence-transformers with numpy alone: BERT encoders and static embeddings (model2vec), weights in
`model.safetensors`, words in `tokenizer.json` or `vocab.txt`. An encoder that comes as `model.onnx` is run by
onnxruntime, where that is installed. See docs/engines/opinions.md.
"""

from sanxin_engines.opinions.embedding.errors import UnusableModel
from sanxin_engines.opinions.embedding.folder import Embedder, load_embedder
from sanxin_engines.opinions.embedding.remembering import Remembering

__all__ = ["Embedder", "Remembering", "UnusableModel", "load_embedder"]
