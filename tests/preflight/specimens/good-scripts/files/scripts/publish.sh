#!/bin/sh -e
uv publish dist/*.whl dist/*.tar.gz
