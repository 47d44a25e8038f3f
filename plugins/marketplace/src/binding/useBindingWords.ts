import { useTranslationRef } from '@backstage/frontend-plugin-api';
import type {
  Binding,
  BindingNote,
  BindingProblem,
} from '@pilothouse/plugin-platform-common';
import { formatList, useLanguage } from '@pilothouse/plugin-platform-react';
import { marketplaceTranslationRef } from '../language/ref';

const keepers = { 'argo-cd': 'Argo CD', flux: 'Flux' } as const;

/** Says what bindings give, what is wrong with them, and what a change of them does. */
export function useBindingWords() {
  const { t } = useTranslationRef(marketplaceTranslationRef);
  const language = useLanguage();
  const list = (names: readonly string[]) => formatList(names, language);
  return {
    /** What a workload has of the credentials, a sentence each. */
    uses({ uses }: Pick<Binding, 'uses'>): string[] {
      return uses.flatMap(({ container, variables, prefixes, files }) => [
        ...(variables.length > 0
          ? [
              t('binding.variables', {
                container,
                names: list(variables.map(({ name }) => name)),
              }),
            ]
          : []),
        ...prefixes.map(prefix => t('binding.prefixes', { container, prefix })),
        ...files.map(path => t('binding.files', { container, path })),
      ]);
    },
    /** All that a workload has, by name. */
    parts({ uses }: Pick<Binding, 'uses'>): string {
      return list(
        uses.flatMap(({ variables, prefixes, files }) => [
          ...variables.map(({ name }) => name),
          ...prefixes.map(prefix => `${prefix}*`),
          ...files,
        ]),
      );
    },
    problem(
      problem: BindingProblem,
      { secret, instance }: Pick<Binding, 'secret' | 'instance'>,
    ): string {
      switch (problem.kind) {
        case 'secret-missing':
          return t('binding.problem.secretMissing', { secret });
        case 'key-missing':
          return t('binding.problem.keyMissing', {
            secret,
            keys: list(problem.keys),
          });
        case 'removed':
          return t('binding.problem.removed', {
            what: list([...problem.variables, ...problem.files]),
          });
        case 'rolling-out':
          return t('binding.problem.rollingOut', {
            updated: `${problem.updated}`,
            wanted: `${problem.wanted}`,
          });
        case 'stuck':
          return t('binding.problem.stuck');
        default:
          return t('binding.problem.instanceGone', {
            name: instance?.name ?? secret,
          });
      }
    },
    note(note: BindingNote): string {
      switch (note.kind) {
        case 'restarts':
          return note.pods === 0
            ? t('binding.effect.restartsNone')
            : t('binding.effect.restarts', { count: note.pods });
        case 'on-delete':
          return note.pods === 0
            ? t('binding.effect.onDeleteNone')
            : t('binding.effect.onDelete', { count: note.pods });
        case 'kept-by-git':
          return t('binding.effect.git', { keeper: keepers[note.by] });
        case 'secret-missing':
          return t('binding.effect.secretMissing', { secret: note.secret });
        case 'makes-secret':
          return t('binding.effect.makesSecret', { secret: note.secret });
        case 'goes':
          return t('binding.effect.goes', {
            what: list([...note.variables, ...note.files]),
          });
        default:
          return t('binding.effect.unchanged');
      }
    },
  };
}
