import type { KubePlace, Visibility } from '../KubeService';
import type { Access } from './Access';

/** What callers of other plugins may see, by the same rules. */
export function visibilityOf(access: Access): Visibility {
  return async credentials => {
    const scope = await access.scopeOf(await access.resolveViewer(credentials));
    return ({ cluster, namespace, kind }: KubePlace) =>
      scope.sees(cluster, namespace, kind);
  };
}
