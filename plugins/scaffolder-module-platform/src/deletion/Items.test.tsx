import type { DeletionItem } from '@pilothouse/plugin-platform-common';
import { renderIn } from '@pilothouse/plugin-platform-react/testing';
import { screen } from '@testing-library/react';
import { Items } from './Items';

const items: DeletionItem[] = [
  {
    part: 'repository',
    name: 'shop/tea-shop',
    where: 'git.example.com',
    found: 'there',
    objects: [],
  },
  {
    part: 'namespace',
    name: 'shop-dev',
    where: 'east',
    environment: 'dev',
    found: 'kept',
    objects: [],
  },
];

it.each([
  ['en', /^Repository.*will be deleted$/, /^Namespace.*east \(dev\).*stays/],
  ['zh', /^代码仓库.*将被删除$/, /^团队的命名空间.*east \(dev\).*保留/],
] as const)(
  'says in %s what goes with an application and what stays',
  async (language, goes, stays) => {
    renderIn(language, <Items items={items} />);
    const rows = (await screen.findAllByRole('row')).slice(1);
    expect(rows).toHaveLength(2);
    expect(rows[0]).toHaveTextContent(goes);
    expect(rows[1]).toHaveTextContent(stays);
  },
);
