import {
  DEFAULT_NAMESPACE,
  stringifyEntityRef,
  type Entity,
} from '@backstage/catalog-model';
import {
  ConflictError,
  InputError,
  NotAllowedError,
  toError,
} from '@backstage/errors';
import type { DeletionRefusal } from '@pilothouse/plugin-platform-common';
import { nameProblem, teamOf } from '../service/name';
import { jobOf, type Service } from '../service/service';
import { isWithin, originOf } from '../things/catalog';
import type { RepositoryAddress } from '../things/thing';

/** A service or an application that may be deleted, by what its entity proves. */
export interface Subject {
  readonly kind: 'service' | 'application';
  readonly entityRef: string;
  /** Its name, and the team that owns it. */
  readonly service: Service;
  readonly repository: RepositoryAddress;
}

/** What an entity stands for, or why it is nothing that could be deleted as a whole. */
export type Judgment =
  | { readonly kind: 'subject'; readonly subject: Subject }
  | { readonly kind: 'refused'; readonly refusal: DeletionRefusal };

/** What is known of the git servers. */
export interface GitAddresses {
  /** Host of a git server that is configured, by the address of a file there. */
  hostOf(url: string): string | undefined;
  /** With what the addresses of all files of a repository begin. */
  folderOf(repository: RepositoryAddress): string;
}

const kinds: Readonly<Record<string, Subject['kind']>> = {
  Component: 'service',
  System: 'application',
};

const jobAnnotation = 'jenkins.io/job-full-name';

/**
 * Which service or application an entity is. What a file of a repository claims proves nothing, as anybody
 * may write it into theirs; where the catalog found it does: only who may push to the
 * repository of that team and name can have put it there.
 */
export function subjectOf(entity: Entity, git: GitAddresses): Judgment {
  const { metadata, spec } = entity;
  const kind = kinds[entity.kind];
  const { name, namespace = DEFAULT_NAMESPACE } = metadata;
  const entityRef = stringifyEntityRef(entity);
  const problem =
    !kind || namespace !== DEFAULT_NAMESPACE
      ? 'Only Components and Systems of the default namespace can be'
      : nameProblem(name);
  if (!kind || problem) {
    const message = `${entityRef} is no service and no application of the portal's templates. ${problem}`;
    return refused({ reason: 'no-service', about: [entityRef], message });
  }
  const owner = typeof spec?.owner === 'string' ? spec.owner : '';
  let team: string;
  try {
    team = teamOf(owner);
  } catch (error) {
    const { message } = toError(error);
    return refused({ reason: 'no-team', about: [owner], message });
  }
  const service = { name, team };
  const origin = originOf(entity) ?? '';
  const url = origin.replace(/^url:/, '');
  const host = origin.startsWith('url:') ? git.hostOf(url) : undefined;
  const repository = { host: host ?? '', owner: team, name };
  if (!host || !isWithin(url, git.folderOf(repository))) {
    return refused({
      reason: 'foreign-repository',
      about: [`${team}/${name}`, url],
      message: `The catalog knows ${entityRef} from ${
        url || 'nowhere'
      }, not from the repository ${team}/${name} of a git server of the portal: what is not made by a template is not deleted here`,
    });
  }
  const job = metadata.annotations?.[jobAnnotation];
  if (kind === 'service' && job !== jobOf(service)) {
    return refused({
      reason: 'foreign-job',
      about: [jobOf(service), job ?? ''],
      message: `${entityRef} names ${
        job ? `the job ${job}` : 'no job'
      } in its annotation ${jobAnnotation}, not ${jobOf(
        service,
      )}: correct catalog-info.yaml, and try again when the catalog has read it`,
    });
  }
  const subject = { kind, entityRef, service, repository };
  return { kind: 'subject', subject };
}

/**
 * Holds a deletion to what it was asked to delete, as a form for one kind is no proof of what
 * it is sent.
 *
 * @param kind - what it has to be; missing where either may be deleted
 * @throws InputError for the other kind
 */
export function assertKind(
  { entityRef, kind: is }: Pick<Subject, 'entityRef' | 'kind'>,
  kind: Subject['kind'] | undefined,
): void {
  if (kind === undefined || kind === is) return;
  throw new InputError(
    `${entityRef} is of the kind ${is}, and only what is of the kind ${kind} is deleted here: use the template that deletes the other. Nothing was deleted now`,
  );
}

/** A judgment against it. */
export function refused(refusal: DeletionRefusal): Judgment {
  return { kind: 'refused', refusal };
}

/** A refusal, for whoever would go on. */
export function errorOf({ message, reason }: DeletionRefusal): Error {
  return reason === 'not-allowed' || reason === 'not-member'
    ? new NotAllowedError(message)
    : new ConflictError(message);
}
