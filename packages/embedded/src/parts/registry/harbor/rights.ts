import type { Account, Principal } from './principal.ts';
import type { Access } from './signing.ts';
import type { HarborState, Project } from './state.ts';

/** Name of the project that a repository is in. */
export function projectOf(repository: string): string {
  return repository.split('/', 1)[0] ?? '';
}

/** Whether somebody may act on something in a project, in Harbor's words for both. */
export function may(
  principal: Principal,
  project: Project,
  resource: string,
  action: string,
): boolean {
  if (project.public && isReading(resource, action)) return true;
  switch (principal.kind) {
    case 'account':
      return accountMay(principal.account, resource, action);
    case 'robot':
      return principal.robot.permissions.some(
        ({ namespace, access }) =>
          namespace === project.name &&
          access.some(
            each =>
              ['*', resource].includes(each.resource) &&
              ['*', action].includes(each.action),
          ),
      );
    default:
      return false;
  }
}

/** Whether somebody may manage projects, and see all of them. */
export function isAdministrator(principal: Principal): boolean {
  return principal.kind === 'account' && principal.account.may === 'everything';
}

/**
 * What of a scope, such as `repository:shop/web:pull,push`, somebody is granted.
 *
 * @returns undefined when nothing is left of it
 */
export function grantOf(
  principal: Principal,
  scope: string,
  state: Pick<HarborState, 'project'>,
): Access | undefined {
  const [type = '', ...rest] = scope.split(':');
  const actions = (rest.pop() ?? '').split(',').filter(Boolean);
  const name = rest.join(':');
  if (type === 'registry' && name === 'catalog')
    return isAdministrator(principal) ? { type, name, actions } : undefined;
  const project = state.project(projectOf(name));
  if (type !== 'repository' || !project) return undefined;
  const granted = actions.filter(action =>
    action === 'delete'
      ? may(principal, project, 'artifact', 'delete')
      : may(principal, project, 'repository', action),
  );
  return granted.length > 0 ? { type, name, actions: granted } : undefined;
}

/** The scopes that a request to the registry needs. */
export function scopesOf(
  method: string,
  { pathname, searchParams }: URL,
): string[] {
  if (pathname === '/v2/_catalog') return ['registry:catalog:*'];
  const name = repositoryOf(pathname);
  if (!name) return [];
  const mounted = searchParams.get('from');
  return [
    `repository:${name}:${actionsOf(method, pathname)}`,
    ...(mounted ? [`repository:${mounted}:pull`] : []),
  ];
}

/** The repository in a path of the registry. */
export function repositoryOf(pathname: string): string | undefined {
  return /^\/v2\/(.+?)\/(?:manifests|blobs|tags|referrers)\//.exec(
    pathname,
  )?.[1];
}

function actionsOf(method: string, pathname: string): string {
  if (method === 'GET' || method === 'HEAD') return 'pull';
  const isUpload = pathname.includes('/blobs/uploads/');
  return method === 'DELETE' && !isUpload ? 'delete' : 'pull,push';
}

function accountMay(
  { may: level }: Account,
  resource: string,
  action: string,
): boolean {
  if (level === 'everything' || isReading(resource, action)) return true;
  return level === 'push' && resource === 'repository' && action === 'push';
}

function isReading(resource: string, action: string): boolean {
  return (
    ['repository', 'artifact', 'tag', 'artifact-addition', 'project'].includes(
      resource,
    ) && ['pull', 'read', 'list'].includes(action)
  );
}
