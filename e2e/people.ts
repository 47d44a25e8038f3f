/** A person of the embedded user center, as the samples and the user center tell of them. */
export interface Person {
  readonly name: string;
  readonly userName: string;
  /** Direct groups, in the order in which the sign-on page names them. */
  readonly groups: readonly string[];
  /** Teams on the home page: the groups and those that contain them. */
  readonly teams: readonly string[];
  /** Titles of the applications that their teams own. */
  readonly applications: readonly string[];
}

/** One person of each kind. */
export const people = {
  shopDeveloper: {
    name: 'Lin Wei',
    userName: 'lin.wei',
    groups: ['shop'],
    teams: ['shop', 'commerce'],
    applications: ['Tea shop'],
  },
  paymentsDeveloper: {
    name: 'Omar Haddad',
    userName: 'omar.haddad',
    groups: ['payments'],
    teams: ['payments', 'commerce'],
    applications: ['Payments'],
  },
  lead: {
    name: 'Zhao Min',
    userName: 'zhao.min',
    groups: ['commerce', 'payments', 'shop'],
    teams: ['commerce', 'payments', 'shop'],
    applications: ['Payments', 'Tea shop'],
  },
  platformEngineer: {
    name: 'Sofia Rossi',
    userName: 'sofia.rossi',
    groups: ['platform-engineers'],
    teams: ['platform-engineers'],
    applications: ['Pilothouse'],
  },
  newcomer: {
    name: 'Noor Khan',
    userName: 'newcomer',
    groups: [],
    teams: [],
    applications: [],
  },
} as const satisfies Readonly<Record<string, Person>>;

/** Everyone who can sign in. */
export const everyone: readonly Pick<Person, 'name' | 'groups'>[] = [
  ...Object.values(people),
  { name: 'Mei Chen', groups: ['shop'] },
  { name: 'Anna Kowalska', groups: ['payments'] },
];
