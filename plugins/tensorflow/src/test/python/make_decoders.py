"""Makes the small decoders that the tests compare with, and what transformers computes with them.

    pip install torch transformers peft safetensors tokenizers
    python make_decoders.py ../resources/org/mkailin/plugins/tensorflow/decoder

Every folder is as `save_pretrained` leaves it, and has `expected.safetensors` beside it: ids and mask
[4, 20] (padded on the left), logits [4, 20, vocabulary], and generated [4, 32], the ids and 12 greedy tokens.
The weights are random. `chat` has a tokenizer and a chat template as well.
"""

import json
import sys
from pathlib import Path

import torch
from peft import LoraConfig, get_peft_model
from safetensors.torch import save_file
from tokenizers import Tokenizer, decoders, models, pre_tokenizers, processors, trainers
from transformers import (
    AutoModelForCausalLM,
    LlamaConfig,
    LlamaForCausalLM,
    MistralConfig,
    MistralForCausalLM,
    Qwen2Config,
    Qwen2ForCausalLM,
)

VOCABULARY = 64
SHAPE = dict(
    hidden_size=32,
    num_hidden_layers=2,
    num_attention_heads=4,
    num_key_value_heads=2,
    intermediate_size=40,
    max_position_embeddings=512,
    attn_implementation="eager",
    pad_token_id=0,
    bos_token_id=1,
    eos_token_id=2,
)
LLAMA3 = {
    "rope_type": "llama3",
    "factor": 8.0,
    "low_freq_factor": 1.0,
    "high_freq_factor": 4.0,
    "original_max_position_embeddings": 16,
}


def scatter(model):
    """Makes the weights differ enough for tokens to differ."""
    with torch.no_grad():
        for name, weight in model.named_parameters():
            if "norm" in name:
                weight.add_(torch.randn_like(weight) * 0.1)
            elif "bias" in name:
                weight.add_(torch.randn_like(weight) * 0.3)
            else:
                weight.mul_(8)
    return model.eval()


def expected(model, folder):
    torch.manual_seed(2)
    ids = torch.randint(3, model.config.vocab_size, (4, 20))
    mask = torch.ones_like(ids)
    for row, padding in enumerate([0, 5, 13, 1]):
        ids[row, :padding] = 0
        mask[row, :padding] = 0
    positions = (mask.cumsum(-1) - 1).clamp(min=0)
    with torch.no_grad():
        logits = model(input_ids=ids, attention_mask=mask, position_ids=positions).logits
        generated = model.generate(
            input_ids=ids, attention_mask=mask, max_new_tokens=12, min_new_tokens=12, do_sample=False
        )
    save_file(
        {
            "ids": ids.int(),
            "mask": mask.int(),
            "logits": logits.float().contiguous(),
            "generated": generated.int().contiguous(),
        },
        folder / "expected.safetensors",
    )


def expected_far(model, folder):
    """What follows a long text: a last bit of a rotary frequency shows at its end alone."""
    torch.manual_seed(3)
    ids = torch.randint(3, model.config.vocab_size, (1, 3000))
    with torch.no_grad():
        logits = model(input_ids=ids).logits[:, -1]
    save_file({"ids": ids.int(), "logits": logits.contiguous()}, folder / "far.safetensors")


def make(target, name, model, **save):
    folder = target / name
    scatter(model)
    if save:
        model = model.to(torch.bfloat16)
    model.save_pretrained(folder, **save)
    # Loaded anew, since .to(bfloat16) rounds the rotary angles as well, which no checkpoint does.
    expected(type(model).from_pretrained(folder, dtype=torch.float32, attn_implementation="eager").eval(), folder)


def lora(target):
    """An adapter on `llama`, as PEFT writes it; what it says is in its own folder."""
    torch.manual_seed(5)
    base = LlamaForCausalLM.from_pretrained(target / "llama", attn_implementation="eager")
    adapted = get_peft_model(
        base,
        LoraConfig(r=4, lora_alpha=6, target_modules=["q_proj", "v_proj", "down_proj"], task_type="CAUSAL_LM"),
    )
    with torch.no_grad():
        for name, weight in adapted.named_parameters():
            if "lora_B" in name:
                weight.copy_(torch.randn_like(weight) * 0.3)
    adapted.save_pretrained(target / "lora")
    (target / "lora" / "README.md").unlink(missing_ok=True)
    settings = json.loads((target / "lora" / "adapter_config.json").read_text())
    settings["base_model_name_or_path"] = "../llama"
    (target / "lora" / "adapter_config.json").write_text(json.dumps(settings, indent=2) + "\n")
    expected(adapted.eval(), target / "lora")


def chat(target):
    """A decoder with a byte-level tokenizer of its own, trained on this file, and a chat template."""
    special = ["<pad>", "<s>", "</s>", "<|system|>", "<|user|>", "<|assistant|>"]
    tokenizer = Tokenizer(models.BPE())
    tokenizer.pre_tokenizer = pre_tokenizers.ByteLevel(add_prefix_space=False)
    tokenizer.decoder = decoders.ByteLevel()
    tokenizer.train_from_iterator(
        Path(__file__).read_text().splitlines(),
        trainers.BpeTrainer(
            vocab_size=320,
            initial_alphabet=pre_tokenizers.ByteLevel.alphabet(),
            special_tokens=special,
            show_progress=False,
        ),
    )
    tokenizer.post_processor = processors.TemplateProcessing(
        single="<s> $A", special_tokens=[("<s>", 1)]
    )
    model = LlamaForCausalLM(
        LlamaConfig(vocab_size=tokenizer.get_vocab_size(), tie_word_embeddings=True, **SHAPE)
    )
    make(target, "chat", model)
    folder = target / "chat"
    tokenizer.save(str(folder / "tokenizer.json"), pretty=False)
    template = (
        "{{ bos_token }}{% for message in messages %}{{ '<|' + message['role'] + '|>' + message['content'] }}"
        "{% endfor %}{% if add_generation_prompt %}{{ '<|assistant|>' }}{% endif %}"
    )
    settings = {"bos_token": "<s>", "eos_token": "</s>", "pad_token": "<pad>", "chat_template": template}
    (folder / "tokenizer_config.json").write_text(json.dumps(settings, indent=2) + "\n")


def main():
    target = Path(sys.argv[1])
    torch.manual_seed(0)
    make(target, "llama", LlamaForCausalLM(LlamaConfig(vocab_size=VOCABULARY, **SHAPE)))
    make(
        target,
        "llama-3.1",
        LlamaForCausalLM(LlamaConfig(vocab_size=VOCABULARY, rope_scaling=LLAMA3, **SHAPE)),
    )
    make(
        target,
        "mistral",
        MistralForCausalLM(MistralConfig(vocab_size=VOCABULARY, sliding_window=6, **SHAPE)),
    )
    make(
        target,
        "qwen2",
        Qwen2ForCausalLM(Qwen2Config(vocab_size=VOCABULARY, tie_word_embeddings=True, **SHAPE)),
    )
    make(
        target,
        "llama-bf16-shards",
        LlamaForCausalLM(LlamaConfig(vocab_size=VOCABULARY, **SHAPE)),
        max_shard_size="20KB",
    )
    for name in ("llama-3.1", "mistral"):
        folder = target / name
        expected_far(AutoModelForCausalLM.from_pretrained(folder, attn_implementation="eager").eval(), folder)
    lora(target)
    chat(target)


main()
