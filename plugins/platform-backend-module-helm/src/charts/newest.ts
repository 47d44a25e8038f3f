import semver from 'semver';

/**
 * The newest versions among the tags of a chart, newest first; what is no version is none. A
 * registry has `_` where a version has `+`. Those before a release are left out where there
 * are others.
 */
export function newestVersions(
  tags: readonly string[],
  most: number,
): string[] {
  const versions = tags.filter(tag => semver.valid(versionOf(tag)) !== null);
  const released = versions.filter(
    tag => semver.prerelease(versionOf(tag)) === null,
  );
  return (released.length > 0 ? released : versions)
    .sort((one, other) => semver.rcompare(versionOf(one), versionOf(other)))
    .slice(0, most);
}

function versionOf(tag: string): string {
  return tag.replace('_', '+');
}
