import { stringifyEntityRef } from '@backstage/catalog-model';
import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { SwappableComponentBlueprint } from '@backstage/plugin-app-react';
import {
  TemplateCard,
  type TemplateCardComponentProps,
} from '@backstage/plugin-scaffolder-react/alpha';
import type { ComponentType } from 'react';
import { useLanguage } from '@pilothouse/plugin-platform-react';
import { creationTranslationRef } from '../language/ref';
import { inLanguage } from '../language/template-words';
import { lackingOf, toolText } from './lacking';
import { templateTypeText } from './template-type';
import { useTemplateTools } from './useTemplateTools';

/** The card that is replaced; its reference keeps it and does not tell so in its type. */
const { defaultComponent: StockCard } = TemplateCard.ref as unknown as {
  defaultComponent: ComponentType<TemplateCardComponentProps>;
};

/**
 * The stock card of a template in the reader's language, which also says what its pipeline would
 * fail for.
 */
export function ToolsCard({
  template: written,
  ...rest
}: TemplateCardComponentProps) {
  const { t } = useTranslationRef(creationTranslationRef);
  const language = useLanguage();
  const lacking = lackingOf(useTemplateTools(), stringifyEntityRef(written));
  const metadata = inLanguage(written.metadata, language);
  const type = templateTypeText(written.spec.type, t);
  const template = { ...written, metadata, spec: { ...written.spec, type } };
  if (lacking.length === 0) return <StockCard {...rest} template={template} />;
  const said = lacking.map(state => toolText(state, t)).join(' ');
  const description = [
    `**${t('tool.lacking')}** ${said}`,
    ...(metadata.description ? [metadata.description] : []),
  ].join('\n\n');
  return (
    <StockCard
      {...rest}
      template={{ ...template, metadata: { ...metadata, description } }}
    />
  );
}

/**
 * {@link ToolsCard} in the place of the stock one. An app takes it into a module of its own for
 * the plugin `app`: from other plugins Backstage takes no components.
 */
export const toolsCard = SwappableComponentBlueprint.make({
  name: 'pilothouse-template-card',
  params: define =>
    define({ component: TemplateCard, loader: () => ToolsCard }),
});
