#!/bin/sh
# Opens the dashboard; at the first start it is installed from the folder «wheels», without internet.
set -eu
cd "$(dirname "$0")"
here=$(pwd)
export PYTHONUTF8=1 DASHBOARD_STORE="$here/data" DASHBOARD_SETTINGS="$here/settings.toml"
[ -e settings.toml ] || cp program/data/settings.toml settings.toml

if ! cmp -s runtime/ready program/requirements.txt || ! runtime/bin/python -c '' 2>/dev/null; then
    python=
    for version in @VERSIONS_BAT@; do
        if [ -z "$python" ] && command -v "python$version" >/dev/null && "python$version" -c 'import venv, ensurepip' 2>/dev/null; then
            python=python$version
        fi
    done
    if [ -z "$python" ]; then
        echo "没有找到Python（需要@VERSIONS_ZH@，连同venv）。@VERSIONS@ with venv was not found." >&2
        exit 1
    fi
    echo "第一次打开，正在安装，约需几分钟，不需要上网……"
    rm -rf runtime
    "$python" -m venv runtime
    runtime/bin/python -m pip install --disable-pip-version-check --quiet --no-index --find-links wheels \
        --require-hashes -r program/requirements.txt
    cp program/requirements.txt runtime/ready
fi

cd program
exec ../runtime/bin/python -m streamlit run app.py "$@"
