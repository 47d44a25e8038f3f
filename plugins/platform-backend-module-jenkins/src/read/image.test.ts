import { imageIn } from './image';

const digest = `sha256:${'0f'.repeat(32)}`;

describe('imageIn', () => {
  it.each([
    [
      'a digest',
      `localhost:7019/shop/web@${digest}\n`,
      { repository: 'localhost:7019/shop/web', digest },
    ],
    [
      'a tag and a digest',
      `r.example.com/shop/web:1.2-3@${digest}`,
      { repository: 'r.example.com/shop/web', tag: '1.2-3', digest },
    ],
    [
      'a line among others',
      `pushed\n  shop/web@${digest}  \n`,
      { repository: 'shop/web', digest },
    ],
    ['a tag alone', 'r.example.com/shop/web:1.2', undefined],
    ['a digest that is cut off', 'shop/web@sha256:0f', undefined],
    ['nothing', '', undefined],
  ])('reads %s', (_, text, expected) => {
    expect(imageIn(text)).toEqual(expected);
  });
});
