#!/bin/sh
# The parts that pip cannot bring: text recognition, office formats, a browser for the page's tests, fonts.
# Installs them as root on Debian or Ubuntu; elsewhere says what is missing, and why it is wanted. Never fails the build:
# what needs an absent part is skipped by the tests and quarantined by the program, each time with the reason.
set -u
missing=""
want() { # command-or-file, package, what it is for
    case "$1" in
        /*) [ -e "$1" ] && return ;;
        *) command -v "$1" >/dev/null 2>&1 && return ;;
    esac
    missing="$missing $2"
    printf '  %-28s %s\n' "$2" "$3"
}
vie() {
    command -v tesseract >/dev/null 2>&1 && tesseract --list-langs 2>/dev/null | grep -qx vie && return
    missing="$missing tesseract-ocr-vie"
    printf '  %-28s %s\n' tesseract-ocr-vie "Vietnamese for the recognition of scans"
}
list() {
    missing=""
    want tesseract tesseract-ocr "recognition of scans and of PDFs with a broken text layer"
    vie
    want gs ghostscript "pages of scans made ready for recognition"
    want soffice libreoffice-writer-nogui ".doc, .rtf and .odt"
    want chromium chromium "the tests of the page"
    want /usr/share/fonts/truetype/dejavu/DejaVuSerif.ttf fonts-dejavu-core "Vietnamese letters in made PDFs"
    want /usr/share/fonts/truetype/liberation/LiberationSerif-Regular.ttf fonts-liberation "Vietnamese letters in made PDFs"
}
found=$(list)
[ -z "$found" ] && exit 0
list >/dev/null
echo "System packages that are not here yet:"
echo "$found"
if [ "$(id -u)" = 0 ] && command -v apt-get >/dev/null 2>&1; then
    echo "Installing:$missing"
    log=$(mktemp)
    export DEBIAN_FRONTEND=noninteractive
    # shellcheck disable=SC2086
    if (apt-get update -q && apt-get install -q -y --no-install-recommends $missing) >"$log" 2>&1; then
        rm -f "$log"
        exit 0
    fi
    echo "That did not work (the last lines follow; the whole is in $log). Going on without them."
    tail -n 5 "$log"
else
    echo "On Debian or Ubuntu:  sudo apt-get install$missing"
    echo "On macOS:             brew install tesseract tesseract-lang ghostscript && brew install --cask libreoffice chromium"
    echo "Going on without them; only what needs them is left out."
fi
exit 0
