import { useTranslationRef } from '@backstage/frontend-plugin-api';
import type { FieldExtensionComponentProps } from '@backstage/plugin-scaffolder-react';
import { createFormField } from '@backstage/plugin-scaffolder-react/alpha';
import type { CreationChoices } from '@pilothouse/plugin-platform-common';
import { enteredOf, textOf } from '../data/entered';
import { useAsked } from '../data/useAsked';
import { creationTranslationRef } from '../language/ref';
import { ChoiceField } from './ChoiceField';

type Props = FieldExtensionComponentProps<string>;

/** Teams that the person may create services for. */
export function TeamField(props: Props) {
  const { t } = useTranslationRef(creationTranslationRef);
  const choices = useAsked('choices', client => client.choices());
  return (
    <ChoiceField
      field={props}
      choices={choices}
      optionsOf={({ owners }) => owners}
      nothing={t('team.none')}
    />
  );
}

/** Applications of the team that was chosen. */
export function ApplicationField(props: Props) {
  const { t } = useTranslationRef(creationTranslationRef);
  const owner = textOf(enteredOf(props.registry.formContext).owner);
  const choices = useAsked('choices', client => client.choices());
  const ownerOf = ({ owners }: CreationChoices) =>
    owners.find(({ ref }) => ref === owner);
  return (
    <ChoiceField
      field={props}
      choices={choices}
      optionsOf={all => ownerOf(all)?.applications ?? []}
      nothing={owner ? t('application.none') : t('application.teamFirst')}
    />
  );
}

/** `ui:field: PilothouseTeam` */
export const teamField = createFormField({
  name: 'PilothouseTeam',
  component: TeamField,
});

/** `ui:field: PilothouseApplication` */
export const applicationField = createFormField({
  name: 'PilothouseApplication',
  component: ApplicationField,
});
