#!/usr/bin/env python3
"""Hugging Face transformers on torch, as the other side of PeerBenchmark.

Reads one JSON request a line from standard input, and writes one JSON answer a line: the same
protocol as org.mkailin.benchmarks.Worker. Needs torch and transformers.
"""

import argparse
import json
import os
import re
import sys
import time

parser = argparse.ArgumentParser(description=__doc__)
parser.add_argument("--threads", type=int, required=True)
parser.add_argument("--precision", choices=["FLOAT32", "BFLOAT16", "MIXED"], required=True)
parser.add_argument("--encoder", help="folder of a BERT")
parser.add_argument("--decoder", help="folder of a Llama")
arguments = parser.parse_args()

os.environ["OMP_NUM_THREADS"] = str(arguments.threads)
os.environ["HF_HUB_OFFLINE"] = "1"
os.environ["TRANSFORMERS_VERBOSITY"] = "error"
# Answers go to the real standard output; whatever libraries print goes to standard error.
answers = os.fdopen(os.dup(1), "w", encoding="utf-8")
os.dup2(2, 1)

import torch  # noqa: E402
import transformers  # noqa: E402

torch.set_num_threads(arguments.threads)
torch.set_num_interop_threads(1)
transformers.utils.logging.disable_progress_bar()
# What mkailin computes partly in bfloat16 (MIXED), this side computes wholly so.
dtype = torch.float32 if arguments.precision == "FLOAT32" else torch.bfloat16
encoder = decoder = None
if arguments.encoder:
    encoder = transformers.BertModel.from_pretrained(
        arguments.encoder, attn_implementation="sdpa", add_pooling_layer=False, dtype=dtype
    ).eval()
if arguments.decoder:
    decoder = transformers.LlamaForCausalLM.from_pretrained(
        arguments.decoder, attn_implementation="sdpa", dtype=dtype
    ).eval()
    decoder.generation_config.eos_token_id = None


def encode(ids):
    return encoder(input_ids=ids, attention_mask=torch.ones_like(ids)).last_hidden_state[:, 0]


class FirstToken(transformers.StoppingCriteria):
    """Notes when the first new token is there; stops nothing."""

    def __init__(self):
        self.begin = time.perf_counter()
        self.seconds = None

    def __call__(self, input_ids, scores, **kwargs):
        if self.seconds is None:
            self.seconds = time.perf_counter() - self.begin
        return torch.zeros(len(input_ids), dtype=torch.bool)


def generate(ids, new):
    """New tokens, and the seconds until each row had its first one."""
    first = FirstToken()
    tokens = decoder.generate(
        input_ids=ids,
        attention_mask=torch.ones_like(ids),
        max_new_tokens=new,
        min_new_tokens=new,
        do_sample=False,
        pad_token_id=0,
        stopping_criteria=transformers.StoppingCriteriaList([first]),
    )
    return tokens[:, ids.shape[1] :], first.seconds


def timed(compute, seconds):
    """Seconds of each repetition, at least one, until `seconds` are over; and their results."""
    times = []
    results = []
    begin = time.perf_counter()
    while not times or time.perf_counter() - begin < seconds:
        before = time.perf_counter()
        results.append(compute())
        times.append(time.perf_counter() - before)
    return times, results


def answer(request):
    if request["do"] == "about":
        return {"about": f"transformers {transformers.__version__} on torch {torch.__version__}"}
    if request["do"] == "memory":
        with open("/proc/self/status", encoding="ascii") as status:
            return {
                name: int(kilobytes) * 1024
                for name, kilobytes in re.findall(r"(?m)^(\w+):\s+(\d+) kB$", status.read())
                if name in ("VmRSS", "VmHWM", "RssAnon", "RssFile")
            }
    ids = torch.tensor(request["ids"])
    if request["do"] == "encode":
        times, vectors = timed(lambda: encode(ids), request["seconds"])
        return {"times": times, "vectors": vectors[-1].float().tolist()}
    times, results = timed(lambda: generate(ids, request["new"]), request["seconds"])
    return {
        "times": times,
        "firsts": [first for _, first in results],
        "tokens": results[-1][0].tolist(),
    }


with torch.inference_mode():
    for line in sys.stdin:
        print(json.dumps(answer(json.loads(line))), file=answers, flush=True)
