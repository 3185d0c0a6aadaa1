const WORDS =
  'a ac accumsan ad adipiscing aenean aliquam aliquet amet ante aptent arcu at auctor augue bibendum blandit ' +
  'class commodo condimentum congue consectetuer consequat conubia convallis cras cubilia cum curabitur curae ' +
  'cursus dapibus diam dictum dictumst dignissim dis dolor donec dui duis egestas eget eleifend elementum elit ' +
  'enim erat eros est et etiam eu euismod facilisi facilisis fames faucibus felis fermentum feugiat fringilla ' +
  'fusce gravida habitant hendrerit hymenaeos iaculis id imperdiet in inceptos integer interdum ipsum justo ' +
  'lacinia lacus laoreet lectus leo libero ligula litora lobortis lorem luctus maecenas magna malesuada massa ' +
  'mattis mauris metus mi molestie mollis montes morbi mus nam nascetur natoque nec neque netus nibh nisi nisl ' +
  'non nonummy nostra nulla nullam nunc odio orci ornare parturient pede pellentesque penatibus per pharetra ' +
  'phasellus placerat platea porta porttitor posuere potenti praesent pretium primis proin pulvinar purus quam ' +
  'quis quisque rhoncus ridiculus risus rutrum sagittis sapien scelerisque sed sem semper senectus sit sociis ' +
  'sociosqu sodales sollicitudin suscipit suspendisse taciti tellus tempor tempus tincidunt torquent tortor ' +
  'tristique turpis ullamcorper ultrices ultricies urna ut varius vehicula vel velit venenatis vestibulum vitae ' +
  'vivamus viverra volutpat vulputate'

/** One paragraph of random Latin-like sentences, of at least `least` and fewer than `most` words. */
export function loremIpsum(least: number, most: number): string {
  const words = WORDS.split(' ')
  const count = least + chance(most - least)
  const text: string[] = []
  let left = 0
  for (let index = 0; index < count; index++) {
    const word = words[chance(words.length)] ?? ''
    const starts = left === 0
    if (starts) left = 6 + chance(9)
    left -= 1
    text.push(
      (starts ? word.charAt(0).toUpperCase() + word.slice(1) : word) + mark(left, index === count - 1),
    )
  }
  return text.join(' ')
}

/** What follows a word: a full stop at the end of a sentence, now and then a comma inside. */
function mark(left: number, isLast: boolean): string {
  if (left === 0 || isLast) return '.'
  return chance(8) === 0 ? ',' : ''
}

function chance(count: number): number {
  return Math.floor(Math.random() * count)
}
