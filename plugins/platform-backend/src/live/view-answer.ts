import type {
  BackstageCredentials,
  PermissionsService,
} from '@backstage/backend-plugin-api';
import { NotAllowedError } from '@backstage/errors';
import { AuthorizeResult } from '@backstage/plugin-permission-common';
import { deploymentsReadPermission } from '@pilothouse/plugin-platform-common';
import type { KubeReader } from '@pilothouse/plugin-platform-node';
import type { VisibleCatalog } from '../catalog';
import { visibleKube, type Access, type Scope } from '../kube/access';
import type { LiveAnswer, Perspective } from './Outlook';
import { ScopedOutlook } from './ScopedOutlook';
import { trackCatalog } from './sources/catalog';
import { trackKube } from './sources/kube';
import type { View } from './view';

/** What views of clusters and catalog are answered from. */
export interface ViewDependencies {
  readonly kube: KubeReader;
  readonly access: Access;
  readonly permissions: PermissionsService;
  /** The catalog as somebody sees it. */
  readonly catalogOf: (
    credentials: BackstageCredentials,
  ) => Promise<VisibleCatalog>;
}

/** Answers a live query by a view of what the person may see of clusters and catalog. */
export function viewAnswer<I, O>(
  view: View<I, O>,
  dependencies: ViewDependencies,
): LiveAnswer<I, O> {
  const { access, catalogOf, kube, permissions } = dependencies;
  return {
    async outlookOf(credentials) {
      await mustBeAllowed(credentials, permissions);
      const [viewer, catalog] = await Promise.all([
        access.resolveViewer(credentials),
        catalogOf(credentials),
      ]);
      return ScopedOutlook.of({
        access,
        viewer,
        perspectiveOf: scope => perspectiveOf(view, { catalog, kube, scope }),
      });
    },
  };
}

function perspectiveOf<I, O>(
  view: View<I, O>,
  visible: { catalog: VisibleCatalog; kube: KubeReader; scope: Scope },
): Perspective<I, O> {
  const { catalog, kube, scope } = visible;
  return {
    key: JSON.stringify([scope.key, catalog.key]),
    evaluate: (input, reads) =>
      view(input, {
        // What is left out is decided first, so that only what is seen counts as read.
        kube: visibleKube(trackKube(kube, reads), scope),
        catalog: trackCatalog(catalog, reads),
      }),
  };
}

async function mustBeAllowed(
  credentials: BackstageCredentials,
  permissions: PermissionsService,
) {
  const [read] = await permissions.authorize(
    [{ permission: deploymentsReadPermission }],
    { credentials },
  );
  if (read?.result !== AuthorizeResult.ALLOW) {
    throw new NotAllowedError(
      'Only members of a team may see what runs; ask to be added to one',
    );
  }
}

/** Answers once what the live query would tell now. */
export async function answerOnce<I, O>(
  answer: LiveAnswer<I, O>,
  input: I,
  credentials: BackstageCredentials,
): Promise<O> {
  const outlook = await answer.outlookOf(credentials);
  return outlook.perspective().evaluate(input, new Set());
}
