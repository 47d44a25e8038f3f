import {
  secretKeySchema,
  variableFor,
  variableNameSchema,
  type BindingChoices,
  type BindingRequest,
  type BindingTarget,
  type InstanceRef,
} from '@pilothouse/plugin-platform-common';

/** What was entered so far to bind a service. */
export interface Entered {
  /** `kind/name` of the workload. */
  readonly target?: string;
  readonly container?: string;
  readonly secret?: string;
  readonly form: 'env' | 'files';
  /** Keys of the Secret, written by hand, where nobody else tells which it has. */
  readonly keys: string;
  readonly prefix: string;
  /** Keys that are left out, and names that are not what the prefix makes of them. */
  readonly without: readonly string[];
  readonly renamed: Readonly<Record<string, string>>;
}

/** Which of some targets is meant. */
export function targetKey({ target }: Pick<BindingTarget, 'target'>): string {
  return `${target.kind}/${target.name}`;
}

/** What a form begins with: the only choice, where there is one. */
export function beginning(
  { secrets, targets }: BindingChoices,
  ref: InstanceRef,
  service?: string,
): Entered {
  const [credentials] = secrets;
  const allowed = targets.filter(({ ability }) => ability.allowed);
  const own = allowed.filter(({ services }) =>
    services.some(({ entityRef }) => entityRef === service),
  );
  const [only] = service ? own : allowed;
  return {
    target:
      only && (service ? own : allowed).length === 1
        ? targetKey(only)
        : undefined,
    secret: credentials?.secret,
    form: credentials && credentials.keys.length > 0 ? 'env' : 'files',
    keys: '',
    prefix: `${variableFor('', ref.name)}_`,
    without: credentials ? notProposed(credentials) : [],
    renamed: {},
  };
}

/** Keys of a Secret that services do not usually want. */
export function notProposed({
  keys,
  proposed,
}: Pick<BindingChoices['secrets'][number], 'keys' | 'proposed'>): string[] {
  return proposed ? keys.filter(key => !proposed.includes(key)) : [];
}

/** The keys of a Secret: those that are told, or else those that were written by hand. */
export function keysOf(
  credentials: Pick<BindingChoices['secrets'][number], 'keys'> | undefined,
  { keys }: Pick<Entered, 'keys'>,
): readonly string[] {
  if (credentials && credentials.keys.length > 0) return credentials.keys;
  const written = keys.split(/[\s,]+/).filter(Boolean);
  return [...new Set(written)].filter(
    key => secretKeySchema.safeParse(key).success,
  );
}

/** The variables of a form, and the keys that they have their values from. */
export function variablesOf(
  { prefix, renamed, without }: Entered,
  keys: readonly string[],
) {
  return keys.map(key => ({
    key,
    name: renamed[key] ?? variableFor(prefix, key),
    used: !without.includes(key),
  }));
}

/** Whether a name can be that of a variable, and is no other's. */
export function isNameFree(
  name: string,
  all: ReturnType<typeof variablesOf>,
): boolean {
  const same = all.filter(each => each.used && each.name === name);
  return variableNameSchema.safeParse(name).success && same.length <= 1;
}

/** What is asked for; undefined as long as something lacks. */
export function requestOf(
  instance: InstanceRef,
  choices: BindingChoices,
  entered: Entered,
): BindingRequest | undefined {
  const chosen = choices.targets.find(
    each => targetKey(each) === entered.target && each.ability.allowed,
  );
  const credentials = choices.secrets.find(
    ({ secret }) => secret === entered.secret,
  );
  if (!chosen || !credentials) return undefined;
  const { item, cluster, namespace, name } = instance;
  const common = {
    kind: 'bind' as const,
    instance: { item, cluster, namespace, name },
    secret: credentials.secret,
    target: chosen.target,
    ...(entered.container && { container: entered.container }),
  };
  if (entered.form === 'files') return { ...common, form: { kind: 'files' } };
  const all = variablesOf(entered, keysOf(credentials, entered));
  const used = all.filter(each => each.used);
  return used.length > 0 && used.every(each => isNameFree(each.name, all))
    ? {
        ...common,
        form: {
          kind: 'env',
          variables: used.map(each => ({ name: each.name, key: each.key })),
        },
      }
    : undefined;
}
