import { MarkdownContent } from '@backstage/core-components';
import { renderIn } from '@pilothouse/plugin-platform-react/testing';
import { waitFor } from '@testing-library/react';
import { literal } from './literal';

it.each([
  'a: "b" <b>% # {{x}}',
  '*one* _two_ ~~three~~ [four](five.md) ![six](seven.png) `eight`',
  '# heading',
  '- item',
  '1. first',
  '> quoted',
  '---',
  '| a | b |',
  '&lt;b&gt; &copy; </p><script>alert(1)</script>',
  String.raw`C:\temp \* \\`,
  '说明：在这里下单。',
])('shows %s as it is written', async text => {
  const { container } = renderIn(
    'en',
    <MarkdownContent className="shown" content={literal(text)} />,
  );
  await waitFor(() => {
    const shown = container.querySelector('.shown');
    expect(shown?.innerHTML).toMatch(/^<p>[^<]*<\/p>$/);
    expect(shown?.textContent).toBe(text);
  });
});

it.each([
  ['    indented', 'indented'],
  ['one  \n    two', 'one\ntwo'],
  ['one\n\ntwo', 'one\n\ntwo'],
])('leaves no space that would be markup in %j', (text, markdown) => {
  expect(literal(text)).toBe(markdown);
});
