import {
  viewsOf,
  type Narrowing,
  type ServiceView,
  type Services,
} from '@pilothouse/plugin-platform-common';
import {
  stateOf,
  states as allStates,
  type State,
  type Stated,
} from './states';

/** Stands for all teams of the person who looks. */
export const mine = 'mine';

/** Stands for what belongs to no application, or to no team. */
export const none = 'none';

/** Which services to show; what is not named is not asked for. */
export interface Filter extends Narrowing {
  /** Reference or name of a group, {@link mine} or {@link none}. */
  readonly team?: string;
  /** Reference of a system, or {@link none}. */
  readonly application?: string;
  /** Any of these; empty for all. */
  readonly states: readonly State[];
  /** Words that all have to be found somewhere in what a row tells. */
  readonly text: string;
}

/** Shows everything. */
export const noFilter: Filter = { states: [], text: '' };

/** Whether nothing is filtered out. */
export function isEverything(filter: Filter): boolean {
  const { team, application, environment, cluster, states, text } = filter;
  return (
    !team &&
    !application &&
    !environment &&
    !cluster &&
    states.length === 0 &&
    text.trim() === ''
  );
}

/**
 * The services that fit all but the states, so that each state can be counted.
 *
 * @param ownership - references through which the person who looks owns things
 */
export function fitting(
  services: Services,
  filter: Filter,
  ownership: readonly string[],
): ServiceView[] {
  const words = filter.text.toLowerCase().split(/\s+/).filter(Boolean);
  return viewsOf(services, filter).filter(
    view =>
      isOf(view.row.owner, filter.team, ownership) &&
      belongsTo(view.row.application, filter.application) &&
      (words.length === 0 || tells(view, words)),
  );
}

/** Those in one of the states; all where none is asked for. */
export function inStates<T extends Stated>(
  views: readonly T[],
  states: readonly State[],
): T[] {
  return views.filter(view => {
    const state = stateOf(view);
    return (
      states.length === 0 || (state !== undefined && states.includes(state))
    );
  });
}

/** Adds a state to those asked for, or takes it away; in one order, whatever was first. */
export function toggled(states: readonly State[], state: State): State[] {
  return allStates.filter(each =>
    each === state ? !states.includes(each) : states.includes(each),
  );
}

/** Whether something is owned by a team, by one of mine, or by none. */
export function isOf(
  owner: string | undefined,
  team: string | undefined,
  ownership: readonly string[],
) {
  if (!team) {
    return true;
  }
  return team === mine
    ? owner !== undefined && ownership.includes(owner)
    : owner === groupOf(team);
}

/**
 * The team that is looked for and of which nothing is seen, whatever else is looked for.
 * Whether it has services is not said by that, unless one sees all.
 */
export function unseenTeamOf(
  { services, seesAll = false }: Pick<Services, 'services' | 'seesAll'>,
  { team }: Filter,
): string | undefined {
  const group = team && team !== mine ? groupOf(team) : undefined;
  const isSeen = Object.values(services).some(({ owner }) => owner === group);
  return seesAll || isSeen ? undefined : group;
}

/** People write the name of a team into an address; a reference is as good. */
function groupOf(team: string): string | undefined {
  if (team === none) return undefined;
  return /[:/]/.test(team) ? team : `group:default/${team.toLowerCase()}`;
}

function belongsTo(application: string | undefined, wanted?: string) {
  return !wanted || (application ?? none) === wanted;
}

function tells(view: ServiceView, words: readonly string[]): boolean {
  const text = textOf(view);
  return words.every(word => text.includes(word));
}

function textOf({ row, name, applicationName, placements }: ServiceView) {
  return [
    name,
    row.name,
    row.type,
    row.owner,
    row.application,
    applicationName,
    ...placements.flatMap(({ ref, environment, version, image }) => [
      ref.cluster,
      ref.namespace,
      ref.name,
      environment,
      version,
      image,
    ]),
  ]
    .join('\n')
    .toLowerCase();
}
