import { coreExtensionData } from '@backstage/frontend-plugin-api';
import catalogPlugin from '@backstage/plugin-catalog/alpha';
import { AsWritten } from './AsWritten';

/** The stock card about an entity, whose description is text here, as in every list. */
export const about = catalogPlugin
  .getExtension('entity-card:catalog/about')
  .override({
    factory: original => {
      const card = original();
      const element = card.get(coreExtensionData.reactElement);
      return [
        ...card,
        coreExtensionData.reactElement(<AsWritten>{element}</AsWritten>),
      ];
    },
  });
