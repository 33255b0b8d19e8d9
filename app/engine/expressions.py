"""The expression language, where the engine looks for it.

It lives in `app.expressions` because forms, which the engine imports, evaluate conditions too.
"""

from app.expressions import Expression, ExpressionFailed, ExpressionRefused, compile, compile_feel, value_of

__all__ = ["Expression", "ExpressionFailed", "ExpressionRefused", "compile", "compile_feel", "value_of"]
