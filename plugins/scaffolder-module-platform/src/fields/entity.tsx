import { useTranslationRef } from '@backstage/frontend-plugin-api';
import type { FieldExtensionComponentProps } from '@backstage/plugin-scaffolder-react';
import { createFormField } from '@backstage/plugin-scaffolder-react/alpha';
import { entityFilterOf } from '../data/entities';
import { useAsked } from '../data/useAsked';
import { creationTranslationRef } from '../language/ref';
import { ChoiceField } from './ChoiceField';

/** An entity of the catalog, by the name that the portal shows for it. */
export function EntityField(props: FieldExtensionComponentProps<string>) {
  const { t } = useTranslationRef(creationTranslationRef);
  const filter = entityFilterOf(props.uiSchema['ui:options']) ?? {};
  const choices = useAsked(JSON.stringify(filter), client =>
    client.entities(filter),
  );
  return (
    <ChoiceField
      field={props}
      choices={choices}
      optionsOf={entities => entities}
      nothing={t('entity.none')}
      keepsUnknown
    />
  );
}

/** `ui:field: PilothouseEntity` */
export const entityField = createFormField({
  name: 'PilothouseEntity',
  component: EntityField,
});
