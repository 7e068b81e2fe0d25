"""Speed, memory and quality beside peers on a synthetic stream; run by hand."""
