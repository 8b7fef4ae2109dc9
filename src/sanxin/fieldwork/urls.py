from sanxin.fieldwork import urls_visits

urlpatterns = [*urls_visits.urlpatterns]
