// V8 compiles a function when it is called first, and what it compiles so late is in no compile cache: every start does it
// again. A function in parentheses is compiled together with its file, and comes out of the cache with it.
import ts from 'typescript';

/**
 * A script that does the same, with its functions for which `isCalled` is true in parentheses, as far as their kind has
 * such a form. `isCalled` is asked with the offsets at which a function and its body begin.
 */
export function eager(text, isCalled) {
  const source = ts.createSourceFile('part.cjs', text, ts.ScriptTarget.Latest, true, ts.ScriptKind.JS);
  const startOf = (node) => (ts.isSourceFile(node) ? 0 : node.getStart(source));
  return inside(source);

  /** The text of a node; `moved` takes what is to stand at the beginning of the block around it. */
  function written(node, moved) {
    return ts.isFunctionLike(node) ? functionText(node, moved) : inside(node);
  }

  /** The text of a node with the functions in it changed. */
  function inside(node) {
    const changes = [];
    const moved = [];
    const visit = (child) => {
      if (ts.isFunctionLike(child) || isHome(child)) {
        const own = written(child, isHome(node) && child.parent === node ? moved : undefined);
        changes.push({ from: startOf(child), to: child.end, own });
      } else {
        ts.forEachChild(child, visit);
      }
    };
    ts.forEachChild(node, visit);
    const start = isHome(node) ? beginning(node) : startOf(node);
    const first = ts.isClassLike(node) && moved.length > 0 ? `static{${moved.join('')}}` : moved.join('');
    const head = text.slice(startOf(node), start) + first;
    const { at, done } = changes.reduce(
      (before, { from, to, own }) => ({ at: to, done: before.done + text.slice(before.at, from) + own }),
      { at: start, done: head },
    );
    return done + text.slice(at, node.end);
  }

  function functionText(node, moved) {
    if (node.body == null || !isCalled(startOf(node), startOf(node.body))) {
      return inside(node);
    }
    if (ts.isFunctionExpression(node) || (ts.isArrowFunction(node) && !isAsync(node))) {
      return `(${inside(node)})`;
    }
    if (ts.isArrowFunction(node) && !hasOwn(node.body)) {
      return `(${asExpression(node)})`;
    }
    if (ts.isMethodDeclaration(node) && ts.isObjectLiteralExpression(node.parent) && !hasSuper(node)) {
      return `${text.slice(startOf(node.name), node.name.end)}:(${asExpression(node)})`;
    }
    if (ts.isMethodDeclaration(node) && ts.isClassLike(node.parent) && !hasSuper(node) && isPlainKey(node.name)) {
      // The first static block of a class runs when its methods are there, and before anything uses them.
      const holder = isStatic(node) ? 'this' : 'this.prototype';
      const method = `{value:(${asExpression(node)}),writable:true,configurable:true}`;
      moved.push(`Object.defineProperty(${holder},${keyText(node.name)},${method});`);
      return '';
    }
    if (ts.isFunctionDeclaration(node) && node.name != null && moved != null) {
      // A declared function is there from the first line of its block on.
      moved.push(`var ${node.name.text}=(${asExpression(node)});`);
      return '';
    }
    return inside(node);
  }

  /** A function, whatever its kind, as an expression without a name. */
  function asExpression(node) {
    const word = `${isAsync(node) ? 'async ' : ''}function${node.asteriskToken == null ? '' : '*'}`;
    const body = ts.isBlock(node.body) ? inside(node.body) : `{return ${written(node.body)}}`;
    return `${word}(${node.parameters.map((each) => written(each)).join(',')})${body}`;
  }

  /** The key of a method as an expression. */
  function keyText(name) {
    if (ts.isIdentifier(name)) {
      return JSON.stringify(name.text);
    }
    return ts.isComputedPropertyName(name) ? text.slice(startOf(name.expression), name.expression.end) : name.getText();
  }

  /** Where the members of a class, or the statements of a body, after its directives, begin. */
  function beginning(body) {
    if (ts.isClassLike(body)) {
      return body.members.pos;
    }
    const first = body.statements.findIndex(
      (each) => !ts.isExpressionStatement(each) || !ts.isStringLiteral(each.expression),
    );
    const next = body.statements[first];
    return next == null ? body.end - (ts.isSourceFile(body) ? 0 : 1) : startOf(next);
  }
}

/** True for what functions are there from the beginning of: a file, the body of a function, a class. */
function isHome(node) {
  return ts.isSourceFile(node) || ts.isClassLike(node) || (ts.isBlock(node) && ts.isFunctionLike(node.parent));
}

/** False for a private name, which belongs to its class, and for a key that is worked out. */
function isPlainKey(name) {
  return ts.isComputedPropertyName(name)
    ? ts.isIdentifier(name.expression) || ts.isPropertyAccessExpression(name.expression)
    : !ts.isPrivateIdentifier(name);
}

function isStatic(node) {
  return node.modifiers?.some(({ kind }) => kind === ts.SyntaxKind.StaticKeyword) === true;
}

function isAsync(node) {
  return node.modifiers?.some(({ kind }) => kind === ts.SyntaxKind.AsyncKeyword) === true;
}

/** True where an arrow function uses what is its surroundings', and what another kind of function has of its own. */
function hasOwn(node) {
  const isOwn =
    node.kind === ts.SyntaxKind.ThisKeyword ||
    node.kind === ts.SyntaxKind.SuperKeyword ||
    ts.isMetaProperty(node) ||
    (ts.isIdentifier(node) && node.text === 'arguments');
  return isOwn || (ts.forEachChild(node, (child) => hasOwn(child) || undefined) ?? false);
}

function hasSuper(node) {
  return (
    node.kind === ts.SyntaxKind.SuperKeyword ||
    (ts.forEachChild(node, (child) => hasSuper(child) || undefined) ?? false)
  );
}
