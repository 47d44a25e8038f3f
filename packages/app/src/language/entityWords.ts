import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { appTranslationRef } from './ref';

const kinds = [
  'API',
  'Component',
  'Domain',
  'Group',
  'Location',
  'Resource',
  'System',
  'Template',
  'User',
] as const;

const types = ['library', 'product', 'service', 'team', 'website'] as const;

const lifecycles = [
  'deprecated',
  'development',
  'experimental',
  'production',
] as const;

/**
 * Well-known values of entities in the reader's language. Kinds are told by their name or
 * in lower case, as filters have them. A value of one's own stays as it is written.
 */
export function useEntityWords() {
  const { t } = useTranslationRef(appTranslationRef);
  return {
    kindOf: (value: string) => {
      const kind = among(kinds, value);
      return kind ? t(`kind.${kind}`) : value;
    },
    typeOf: (value: string) => {
      const type = among(types, value);
      return type ? t(`type.${type}`) : value;
    },
    lifecycleOf: (value: string) => {
      const lifecycle = among(lifecycles, value);
      return lifecycle ? t(`lifecycle.${lifecycle}`) : value;
    },
  };
}

function among<V extends string>(known: readonly V[], value: string) {
  const wanted = value.toLowerCase();
  return known.find(each => each.toLowerCase() === wanted);
}
