import type {
  BackstageCredentials,
  PermissionsService,
} from '@backstage/backend-plugin-api';
import { NotAllowedError } from '@backstage/errors';
import { AuthorizeResult } from '@backstage/plugin-permission-common';
import {
  pipelinesAbortPermission,
  pipelinesAnswerInputPermission,
  pipelinesRunPermission,
  type Ability,
  type PipelineAbilities,
} from '@pilothouse/plugin-platform-common';
import type { VisibleCatalog } from '../../catalog';
import type { CatalogReader } from '../../catalog/CatalogReader';

/** What may be done to the runs of a service. */
export type PipelineAction = keyof PipelineAbilities;

const permissionOf = {
  runAgain: pipelinesRunPermission,
  abort: pipelinesAbortPermission,
  answerInput: pipelinesAnswerInputPermission,
} as const;

/** What somebody sees of services and their runs. */
export interface PipelineSight {
  /** The same for all who see the same, so that they can share. */
  readonly key: string;
  /** The services that they see. */
  readonly catalog: CatalogReader;
  /** The services whose runs they see, whether they see the service itself or not. */
  readonly told: CatalogReader;
  /** The services whose runs they may answer. */
  readonly answerable: CatalogReader;
}

type CatalogOf = (credentials: BackstageCredentials) => Promise<VisibleCatalog>;

/** Who may see and do what with the runs of services. */
export class PipelineAccess {
  constructor(
    private readonly options: {
      /** The catalog as somebody sees it. */
      readonly catalogOf: CatalogOf;
      /** What is in the catalog of which somebody may see the runs. */
      readonly toldOf: CatalogOf;
      /** What is in the catalog of which somebody may answer runs. */
      readonly answerableOf: CatalogOf;
      readonly permissions: PermissionsService;
    },
  ) {}

  /** What a person sees of services and their runs. */
  async sightOf(credentials: BackstageCredentials): Promise<PipelineSight> {
    const { catalogOf, toldOf, answerableOf } = this.options;
    const [catalog, told, answerable] = await Promise.all([
      catalogOf(credentials),
      toldOf(credentials),
      answerableOf(credentials),
    ]);
    const key = JSON.stringify([catalog.key, told.key, answerable.key]);
    return { key, catalog, told, answerable };
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
