"""form-js forms and what the server makes of them: the only reading of a person's answers.

A `.form` (form-js JSON, schema version 18) becomes a marshmallow schema that refuses unknown keys
and wrong types; keys are the handler's parameter names. Conditions that hide a field are evaluated
again here, so that a hidden required field is not demanded and a hidden value never gets through.
Knows nothing of handlers, tasks or HTTP.
"""

from app.forms.failures import FormInvalid, FormRefused
from app.forms.form import Form, load_form
from app.forms.questions import Question

__all__ = ["Form", "FormInvalid", "FormRefused", "Question", "load_form"]
