import type {
  ScmIntegration,
  ScmIntegrationRegistry,
} from '@backstage/integration';

/** Parts of a path that a server may take for others than they look. */
const ambiguous = /%2f|%5c|%2e|\\/i;

/**
 * The address below which everything is in the repository of a file.
 *
 * @returns undefined where that cannot be told
 */
export function repositoryOf(
  file: string,
  integrations: ScmIntegrationRegistry,
): string | undefined {
  const integration = integrations.byUrl(file);
  const address = plain(file);
  if (!integration || !address) return undefined;
  const base = basePathOf(integration);
  if (!address.pathname.startsWith(`${base}/`)) return undefined;
  const path = address.pathname.slice(base.length);
  const [root] = rootIn(integration.type).exec(path) ?? [];
  return root && `${address.origin}${base}${root.replace(/\/?$/, '/')}`;
}

/**
 * Whether the portal may read something for whoever wrote a file: with its own account only
 * what is in the same repository. What is on no system that it has an account for is read
 * without one.
 */
export function mayRead(
  target: string,
  file: string,
  integrations: ScmIntegrationRegistry,
): boolean {
  if (URL.canParse(target) && !integrations.byUrl(target)) return true;
  const repository = repositoryOf(file, integrations);
  const address = plain(target)?.href;
  return (
    repository !== undefined &&
    address !== undefined &&
    `${address.replace(/[?#].*$/, '')}/`.startsWith(repository)
  );
}

/** An address that everybody reads alike. */
function plain(text: string): URL | undefined {
  const [path = ''] = text.split(/[?#]/);
  if (!URL.canParse(text) || ambiguous.test(path)) return undefined;
  const url = new URL(text);
  return url.username === '' && url.href === text ? url : undefined;
}

function basePathOf(integration: ScmIntegration): string {
  const { config } = integration as { config?: { baseUrl?: string } };
  const url = config?.baseUrl;
  return url && URL.canParse(url)
    ? new URL(url).pathname.replace(/\/+$/, '')
    : '';
}

/** How the path of a repository begins, with a slash behind it. */
function rootIn(type: string): RegExp {
  switch (type) {
    case 'gitlab':
      return /^\/(?!-\/)(?:[^/]+\/)+?-\//;
    case 'azure':
      return /^\/(?:[^/]+\/){1,2}_git\/[^/]+\/?/;
    case 'bitbucketServer':
      return /^\/projects\/[^/]+\/repos\/[^/]+\//;
    default:
      return /^\/[^/]+\/[^/]+\//;
  }
}
