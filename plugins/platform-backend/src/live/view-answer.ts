import type { BackstageCredentials } from '@backstage/backend-plugin-api';
import { NotAllowedError } from '@backstage/errors';
import { deploymentsReadPermission } from '@pilothouse/plugin-platform-common';
import type { KubeReader } from '@pilothouse/plugin-platform-node';
import type { z } from 'zod';
import type { VisibleCatalog } from '../catalog';
import { visibleKube, type Access, type Scope } from '../kube/access';
import type { Allows } from '../permissions';
import type { Given } from './Given';
import type { LiveAnswer, Perspective } from './Outlook';
import { ScopedOutlook } from './ScopedOutlook';
import { trackCatalog } from './sources/catalog';
import { trackKube } from './sources/kube';
import type { View } from './view';

/** What views of clusters and catalog are answered from. */
export interface ViewDependencies {
  readonly kube: KubeReader;
  readonly access: Access;
  readonly allows: Allows;
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
  const { access, allows, catalogOf, kube } = dependencies;
  return {
    async outlookOf(credentials) {
      const [viewer, catalog] = await Promise.all([
        access.resolveViewer(credentials),
        catalogOf(credentials),
        mustBeAllowed(credentials, allows),
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
        seesAll: scope.everything,
      }),
  };
}

async function mustBeAllowed(
  credentials: BackstageCredentials,
  allows: Allows,
) {
  if (!(await allows(credentials, deploymentsReadPermission))) {
    throw new NotAllowedError(
      'Only members of a team may see what runs; ask to be added to one',
    );
  }
}

/** Tells once what the live query would tell now. */
export type AnswerOnce<I, O> = (
  input: I,
  credentials: BackstageCredentials,
) => Promise<O>;

/**
 * Answers a live query once, from what was given before where that still holds. What is
 * given is held to the contract when it is made.
 */
export function answersOnce<I, O extends object>(
  asked: {
    readonly query: string;
    readonly output: z.ZodType<O>;
    readonly answer: LiveAnswer<I, O>;
  },
  given: Given,
): AnswerOnce<I, O> {
  const { query, output, answer } = asked;
  return async (input, credentials) => {
    const outlook = await answer.outlookOf(credentials);
    const perspective = outlook.perspective();
    const key = JSON.stringify([query, perspective.key, input]);
    return given.get(key, reads =>
      output.parse(perspective.evaluate(input, reads)),
    );
  };
}
