#!/bin/sh
# The toolkit's packages, below .build; make runs this at the top level.
#
#   package.sh deb         a Debian package, the same bytes whenever it is built from a commit
#   package.sh check-deb   installs it on a clean root, runs it there, and purges it; needs root
#   package.sh dist        a source tarball that builds without a network
set -eu

version=$(sed -n 's/.*schedVersion = "\(.*\)"/\1/p' Sources/SchedCore/Command/Version.swift)
SOURCE_DATE_EPOCH=$(git log -1 --format=%ct)
export SOURCE_DATE_EPOCH
maintainer='The sched authors <sched@example.org>'
umask 022

deb() {
  architecture=$(dpkg --print-architecture)
  package=.build/sched_${version}_$architecture.deb
  stage=$PWD/.build/deb
  doc=$stage/usr/share/doc/sched
  rm -rf "$stage"
  make -s install DESTDIR="$stage" PREFIX=/usr
  find "$stage/usr/share/man" -type f -exec gzip -9n {} +
  cp LICENSE "$doc/copyright"
  cp README.md "$doc"
  printf 'sched (%s) unstable; urgency=low\n\n  * See README.md.\n\n -- %s  %s\n' "$version" \
    "$maintainer" "$(date -uRd "@$SOURCE_DATE_EPOCH")" | gzip -9n >"$doc/changelog.gz"
  mkdir "$stage/DEBIAN"
  cat >"$stage/DEBIAN/control" <<END
Package: sched
Version: $version
Architecture: $architecture
Maintainer: $maintainer
Installed-Size: $(du -sk "$stage/usr" | cut -f 1)
Depends: tzdata
Suggests: jq, make
Section: utils
Priority: optional
Description: when to publish social-media posts, as Unix filters
 Five filters over JSON Lines: sched-score, sched-plan, sched-train,
 sched-predict and sched-feedback score hours, plan posts within rules, learn
 from a history, predict with honest intervals, and measure what came of it.
 A sixth, sched-import, makes records of the exports of platforms and tools;
 a seventh, sched-view, shows records as text, pictures and pages, and hands
 plans to calendars and other schedulers.
END
  (cd "$stage" && find usr -type f -print0 | sort -z | xargs -0 md5sum >DEBIAN/md5sums)
  dpkg-deb --root-owner-group --build "$stage" "$package" >/dev/null
  rm -rf "$stage"
  echo "$package"
}

# A minimal Debian of its own, made once, from where apt-get has its packages.
clean_root() {
  root=$PWD/.build/root
  test -e "$root/ready" && return
  rm -rf "$root"
  command -v debootstrap >/dev/null || apt-get -qq -y install debootstrap >/dev/null
  # shellcheck disable=SC2016 # apt-get expands it
  site=$(apt-get indextargets --format '$(SITE)' 'Created-By: Packages' | head -n 1)
  suite=$(sed -n 's/^VERSION_CODENAME=//p' /etc/os-release)
  debootstrap --variant=minbase "$suite" "$root" "$site" >/dev/null
  touch "$root/ready"
}

check_deb() {
  test "$(id -u)" = 0 || { echo 'package.sh: a clean root can only be made by root' >&2; exit 1; }
  deb
  clean_root
  chroot "$root" dpkg --purge sched 2>/dev/null
  before=$(cd "$root" && find usr etc | sort)
  cp "$package" "$root/sched.deb"
  # As on any running system: the Swift runtime looks for itself there.
  mount -t proc proc "$root/proc"
  trap 'umount "$root/proc"' EXIT
  echo 'a clean root, without Swift:' "$(chroot "$root" sh -c 'command -v swift || echo none')"
  chroot "$root" dpkg -i /sched.deb
  chroot "$root" sh -ec 'cd /usr/share/doc/sched/examples
    head -n 2 posts.jsonl | sched-score --now 2026-11-23T00:00:00Z --audience audience.yaml --top 1 | cut -c 1-200
    sched-train -q history.jsonl >/tmp/model
    sched-predict --model /tmp/model posts.jsonl | sched-plan | grep -c scheduled_at
    sched-feedback -q results.jsonl | wc -l
    sched-plan -q --now 2026-11-23T00:00:00Z posts.jsonl | sched-view --to ics | grep -c BEGIN:VEVENT
    jq --version >/dev/null 2>&1 || printf "platform,date,views\nx,2026-11-02 09:00,7\n" |
      sched-import -q --tz UTC'
  find "$root/usr/share" -name '*sched[.-]*' | sed "s|$root||" | sort
  chroot "$root" dpkg --purge sched
  rm "$root/sched.deb" "$root/tmp/model"
  test "$before" = "$(cd "$root" && find usr etc | sort)" && echo 'purged: nothing is left'
}

dist() {
  tree=.build/dist/sched-$version
  tarball=.build/sched-$version.tar.gz
  rm -rf .build/dist
  mkdir -p "$tree"
  git archive HEAD | tar -x -C "$tree"
  swift package resolve
  for checkout in .build/checkouts/*; do
    mkdir -p "$tree/Vendor/${checkout##*/}"
    git -C "$checkout" archive HEAD | tar -x -C "$tree/Vendor/${checkout##*/}"
  done
  sed -i 's|\.package(url: "[^"]*/\([^"/]*\)", from: [^)]*)|.package(path: "Vendor/\1")|' \
    "$tree/Package.swift"
  tar --sort=name --owner=0 --group=0 --numeric-owner --mtime="@$SOURCE_DATE_EPOCH" \
    -C .build/dist -c "sched-$version" | gzip -9n >"$tarball"
  rm -rf .build/dist
  echo "$tarball"
}

case ${1:-} in
  deb) deb ;;
  check-deb) check_deb ;;
  dist) dist ;;
  *) sed -n '2,6s/^# \{0,1\}//p' "$0" >&2; exit 64 ;;
esac
