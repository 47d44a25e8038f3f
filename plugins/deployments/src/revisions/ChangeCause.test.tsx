import type { TemplateChange } from '@pilothouse/plugin-platform-common';
import { renderIn } from '@pilothouse/plugin-platform-react/testing';
import { screen } from '@testing-library/react';
import { revision } from '../__testUtils__/fixtures';
import { ChangeCause } from './ChangeCause';

const image: TemplateChange = {
  kind: 'image',
  container: 'app',
  from: 'web:1',
  to: 'web:2',
};
const env: TemplateChange = {
  kind: 'env',
  container: 'app',
  added: ['HOST', 'PORT'],
  removed: ['OLD'],
  changed: [],
};

it.each<['en' | 'zh', TemplateChange, string[]]>([
  ['en', image, ['Image of app: web:1 → web:2']],
  [
    'en',
    env,
    ['Variables of app added: HOST, PORT', 'Variables of app removed: OLD'],
  ],
  [
    'en',
    { kind: 'part', container: 'app', part: 'probes' },
    ['Probes of app changed'],
  ],
  ['en', { kind: 'restart' }, ['Restart, nothing else']],
  ['zh', image, ['app 的镜像：web:1 → web:2']],
  [
    'zh',
    { kind: 'container', container: 'proxy', change: 'added' },
    ['新增容器 proxy'],
  ],
  ['zh', { kind: 'volumes', names: ['config'] }, ['卷有变更：config']],
  ['zh', { kind: 'restart' }, ['仅重启']],
])('says in %s of %j: %j', async (language, change, lines) => {
  const changed = revision(2, { changeCause: 'CI run 42', changes: [change] });
  renderIn(language, <ChangeCause revision={changed} />);
  for (const line of ['CI run 42', ...lines]) {
    expect(await screen.findByText(line)).toBeInTheDocument();
  }
});
