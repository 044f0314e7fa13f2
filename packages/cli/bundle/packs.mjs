/**
 * Files with those together that are always loaded together: looking for a file and reading it takes longer than running
 * a small one. `files` are texts by name; `runs` says by name in which runs each was loaded.
 * A file in a pack is still run when it is first required, and once. What `runs` does not name, the entry too, stays by itself.
 */
export function packed(files, runs) {
  const packOf = packs(files, runs);
  const result = new Map();
  for (const [name, text] of files) {
    const pack = packOf.get(name);
    const linked = relinked(text, packOf, pack);
    if (pack == null) {
      result.set(name, linked);
    } else {
      const part = `${JSON.stringify(`./${name}`)}:(function(module,exports,need){${linked}\n})`;
      result.set(pack, [...(result.get(pack) ?? []), part]);
    }
  }
  return new Map([...result].map(([name, made]) => [name, Array.isArray(made) ? packText(made) : made]));
}

/** The pack of each file that is in one: those with the same runs. */
function packs(files, runs) {
  const groups = new Map();
  for (const name of [...files.keys()].filter((each) => each.endsWith('.cjs') && runs.has(each))) {
    const key = [...runs.get(name)].toSorted().join(' ');
    groups.set(key, [...(groups.get(key) ?? []), name]);
  }
  const large = [...groups.values()].filter((names) => names.length > 1);
  return new Map(large.flatMap((names, index) => names.map((name) => [name, `pack-${index + 1}.cjs`])));
}

/** A text whose requires lead to packs; `own` is the pack that it is in itself. */
function relinked(text, packOf, own) {
  return text.replace(/(\brequire)?\("(\.\/([\w-]+\.c?js))"\)/g, (whole, word = '', path, name) => {
    const pack = packOf.get(name);
    if (pack == null) {
      return whole;
    }
    return pack === own && word !== '' ? `need("${path}")` : `${word}("./${pack}")("${path}")`;
  });
}

/** A pack gives what a file of it exports. */
function packText(parts) {
  return `const parts={${parts.join(',')}};
const known={};
const need=(path)=>{
  if(known[path]==null){
    const module=known[path]={exports:{}};
    parts[path].call(module.exports,module,module.exports,need);
  }
  return known[path].exports;
};
module.exports=need;
`;
}
