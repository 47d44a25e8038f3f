import { mockServices } from '@backstage/backend-test-utils';
import { isProduction } from '@pilothouse/plugin-platform-common';
import { readSettings } from './settings';

it.each([
  [undefined, ['prod', 'Production', 'live'], ['dev', 'pre-prod', 'prod-2']],
  [['prd', 'dr'], ['PRD', 'dr'], ['prod']],
  [[], [], ['prod']],
])(
  'takes what is production from the configuration: %j',
  (production, yes, no) => {
    const pilothouse = production ? { environments: { production } } : {};
    const config = mockServices.rootConfig({ data: { pilothouse } });
    const { production: names } = readSettings(config);

    expect(yes.filter(each => !isProduction(each, names))).toEqual([]);
    expect(no.filter(each => isProduction(each, names))).toEqual([]);
  },
);
