import type { ClusterAccess, Viewer } from '../../kube/access';

/**
 * Who asked for something before, as they are now: with the groups that they have, and a
 * platform engineer only as long as they are one.
 *
 * @param engineerGroups - whose direct members are platform engineers, by their references
 * @throws NotKnownYetError as long as the catalog does not tell of them
 */
export function asNow(
  {
    access,
    engineerGroups,
  }: {
    readonly access: Pick<ClusterAccess, 'renew'>;
    readonly engineerGroups: readonly string[];
  },
  { by, seesAll }: { readonly by: string; readonly seesAll: boolean },
): Viewer {
  const viewer = access.renew({ userEntityRef: by, seesAll: false });
  const isEngineer = viewer.groups.some(one => engineerGroups.includes(one));
  return { ...viewer, seesAll: seesAll && isEngineer };
}
