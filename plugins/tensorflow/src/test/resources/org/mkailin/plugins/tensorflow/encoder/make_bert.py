"""Makes bert-small, a random BERT with a word-piece tokenizer, and what transformers computes with it.

Run with torch 2.13 and transformers 5.18:  python make_bert.py
"""

import os
import shutil
import string

import torch
from safetensors.torch import save_file
from transformers import BertConfig, BertModel, BertTokenizer

FOLDER = "bert-small"
WORDS = (
    "the of and in to with for was were by we patients burns papain bromelain debridement pressure"
    " ulcers enzymatic tissue digest protein ##s ##ed ##ing does topical shorten study"
).split()
TEXTS = [
    "Does topical papain shorten the debridement of pressure ulcers?",
    "Papain.",
    "We compared bromelain with papain in 84 patients",
]

shutil.rmtree(FOLDER, ignore_errors=True)
os.makedirs(FOLDER)
vocabulary = ["[PAD]", "[UNK]", "[CLS]", "[SEP]", "[MASK]"]
vocabulary += list(string.ascii_lowercase) + ["##" + c for c in string.ascii_lowercase]
vocabulary += list(string.digits) + ["##" + c for c in string.digits]
vocabulary += list(".,:;?!()-%'") + WORDS
with open(FOLDER + "/vocab.txt", "w") as file:
    file.write("\n".join(vocabulary) + "\n")

torch.manual_seed(7)
model = BertModel(
    BertConfig(
        vocab_size=len(vocabulary),
        hidden_size=24,
        num_hidden_layers=2,
        num_attention_heads=3,
        intermediate_size=48,
        max_position_embeddings=64,
        initializer_range=0.25,
    ),
    add_pooling_layer=False,
).eval()
with torch.no_grad():
    # As made, biases are 0 and norms 1, and nobody would notice that one is missing.
    for name, parameter in model.named_parameters():
        if name.endswith("bias"):
            parameter.copy_(torch.randn_like(parameter) * 0.2)
        if name.endswith("LayerNorm.weight"):
            parameter.copy_(1 + torch.randn_like(parameter) * 0.2)
model.save_pretrained(FOLDER)

tokenizer = BertTokenizer(vocab=FOLDER + "/vocab.txt", do_lower_case=True)
tokenizer.model_max_length = 64
tokenizer.save_pretrained(FOLDER)

encoded = tokenizer(TEXTS, padding=True, return_tensors="pt")
with torch.no_grad():
    last = model(**encoded).last_hidden_state
save_file(
    {
        "ids": encoded["input_ids"].int().contiguous(),
        "mask": encoded["attention_mask"].int().contiguous(),
        "last": last.contiguous(),
    },
    FOLDER + "/expected.safetensors",
)
