#!/bin/sh
# The page is tested in a headless Chromium. On Debian and Ubuntu it is installed when missing and we may; elsewhere those tests are skipped.
set -eu
for name in chromium chromium-browser google-chrome; do
    command -v "$name" >/dev/null 2>&1 && command -v chromedriver >/dev/null 2>&1 && exit 0
done
if ! command -v apt-get >/dev/null 2>&1; then
    echo "no Chromium here: the tests of the page will be skipped" >&2
    exit 0
fi
if [ "$(id -u)" = 0 ]; then run=""; elif sudo -n true 2>/dev/null; then run="sudo -n"; else
    echo "no Chromium here and no right to install it (apt-get install chromium chromium-driver): the tests of the page will be skipped" >&2
    exit 0
fi
echo "installing Chromium for the tests of the page" >&2
export DEBIAN_FRONTEND=noninteractive
$run apt-get update -qq >/dev/null && $run apt-get install -y -qq --no-install-recommends chromium chromium-driver >/dev/null
