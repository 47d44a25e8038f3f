import type {
  BackstageCredentials,
  PermissionsService,
} from '@backstage/backend-plugin-api';
import { NotAllowedError } from '@backstage/errors';
import { AuthorizeResult } from '@backstage/plugin-permission-common';
import {
  pipelinesAbortPermission,
  pipelinesAnswerInputPermission,
  pipelinesReadPermission,
  pipelinesRunPermission,
  type Ability,
  type PipelineAbilities,
} from '@pilothouse/plugin-platform-common';
import type { VisibleCatalog } from '../../catalog';
import type { Allows } from '../../permissions';

/** What may be done to the runs of a service. */
export type PipelineAction = keyof PipelineAbilities;

const permissionOf = {
  runAgain: pipelinesRunPermission,
  abort: pipelinesAbortPermission,
  answerInput: pipelinesAnswerInputPermission,
} as const;

/** Who may see and do what with the runs of services. */
export class PipelineAccess {
  constructor(
    private readonly options: {
      readonly allows: Allows;
      /** The catalog as somebody sees it. */
      readonly catalogOf: (
        credentials: BackstageCredentials,
      ) => Promise<VisibleCatalog>;
      readonly permissions: PermissionsService;
    },
  ) {}

  /**
   * The catalog as a person sees it, who may see the runs of what is in it.
   *
   * @throws NotAllowedError for whoever may not see runs at all
   */
  async catalogFor(credentials: BackstageCredentials): Promise<VisibleCatalog> {
    const { allows, catalogOf } = this.options;
    const [allowed, catalog] = await Promise.all([
      allows(credentials, pipelinesReadPermission),
      catalogOf(credentials),
    ]);
    if (allowed) return catalog;
    throw new NotAllowedError(
      'Only members of a team may see pipelines; ask to be added to one',
    );
  }

  /** What a person may do to the runs of a service. */
  async abilities(
    credentials: BackstageCredentials,
    entityRef: string,
  ): Promise<PipelineAbilities> {
    const [runAgain, abort, answerInput] = await this.#ask(
      credentials,
      entityRef,
      ['runAgain', 'abort', 'answerInput'],
    );
    return {
      runAgain: abilityOf(runAgain),
      abort: abilityOf(abort),
      answerInput: abilityOf(answerInput),
    };
  }

  /** @throws NotAllowedError saying who may */
  async assertMay(
    credentials: BackstageCredentials,
    entityRef: string,
    action: PipelineAction,
  ): Promise<void> {
    const [allowed] = await this.#ask(credentials, entityRef, [action]);
    if (allowed) return;
    throw new NotAllowedError(
      `Only members of the team that owns ${entityRef} and platform engineers may do this; ask one of them`,
    );
  }

  async #ask(
    credentials: BackstageCredentials,
    resourceRef: string,
    actions: readonly PipelineAction[],
  ): Promise<boolean[]> {
    const decisions = await this.options.permissions.authorize(
      actions.map(action => ({
        permission: permissionOf[action],
        resourceRef,
      })),
      { credentials },
    );
    return decisions.map(({ result }) => result === AuthorizeResult.ALLOW);
  }
}

function abilityOf(allowed: boolean | undefined): Ability {
  return allowed
    ? { allowed }
    : { allowed: false, because: { kind: 'not-permitted' } };
}
